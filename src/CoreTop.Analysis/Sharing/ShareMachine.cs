namespace CoreTop.Analysis.Sharing;

/// <summary>The CPUs of a problem with clean numbers, by their cores.</summary>
internal sealed class ShareMachine
{
    /// <summary>The least speed of an online CPU.</summary>
    private const double Slowest = 1.0 / 1024;

    private readonly double[] _room;
    private readonly int[] _coreOf;

    /// <summary>Takes the problem's CPUs. If a CPU is listed twice, the first counts.</summary>
    public ShareMachine(ShareProblem problem)
    {
        int numbers = 0;
        foreach (ShareCpu cpu in problem.Cpus)
        {
            numbers = Math.Max(numbers, cpu.Cpu.Number + 1);
        }

        Numbers = numbers;
        Online = new ulong[(numbers + 63) / 64];
        _room = new double[numbers];
        _coreOf = new int[numbers];
        Array.Fill(_coreOf, -1);
        var cores = new Dictionary<int, int>();
        foreach (ShareCpu cpu in problem.Cpus)
        {
            Add(cpu, cores);
        }

        double further = double.IsNaN(problem.SecondSibling) ? 0 : Math.Clamp(problem.SecondSibling, 0, 1);
        var slots = new List<double>(problem.Cpus.Length);
        foreach (ShareCore core in Cores)
        {
            slots.Add(core.Speed);
            for (int sibling = 1; sibling < core.Cpus.Count; sibling++)
            {
                slots.Add(core.Speed * further);
            }
        }

        Levels = new SpeedLevels(slots);
        foreach (ShareCore core in Cores)
        {
            core.FirstLevel = Levels.LevelOf(core.Speed);
            core.FurtherLevel = Levels.LevelOf(core.Speed * further);
        }
    }

    /// <summary>One more than the highest CPU number.</summary>
    public int Numbers { get; }

    /// <summary>The CPUs as a bit set.</summary>
    public ulong[] Online { get; }

    /// <summary>The cores.</summary>
    public List<ShareCore> Cores { get; } = [];

    /// <summary>The speeds of their slots.</summary>
    public SpeedLevels Levels { get; }

    /// <summary>The room of a CPU, 0 to 1.</summary>
    public double RoomOf(int cpu) => _room[cpu];

    private void Add(ShareCpu cpu, Dictionary<int, int> cores)
    {
        int number = cpu.Cpu.Number;
        if (number < 0 || _coreOf[number] >= 0)
        {
            return;
        }

        if (!cores.TryGetValue(cpu.Core, out int core))
        {
            core = Cores.Count;
            cores.Add(cpu.Core, core);
            Cores.Add(new ShareCore());
        }

        _coreOf[number] = core;
        _room[number] = double.IsNaN(cpu.Room) ? 0 : Math.Clamp(cpu.Room, 0, 1);
        Online[number / 64] |= 1UL << (number % 64);
        Cores[core].Cpus.Add(number);
        Cores[core].Speed = Math.Max(Cores[core].Speed, double.IsNaN(cpu.Speed) ? 1 : Math.Clamp(cpu.Speed, Slowest, 1));
    }
}
