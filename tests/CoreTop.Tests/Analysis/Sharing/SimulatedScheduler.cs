namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>
/// A small scheduler, from event to event: queues of each CPU, virtual run times by weight, real-time tasks before others, a woken
/// task goes to an idle CPU of its mask, an idle CPU takes what waits elsewhere, and every 4 ms loads are evened out by weight.
/// </summary>
internal sealed class SimulatedScheduler
{
    private const double Slice = 0.003;
    private const double BalanceEvery = 0.004;
    private const double Never = double.PositiveInfinity;

    private readonly List<SimulatedTask>[] _queues;
    private readonly SimulatedTask?[] _current;
    private readonly double[] _sliceLeft;
    private readonly double[] _virtual;
    private readonly IReadOnlyList<SimulatedTask> _tasks;
    private readonly SimulatedQuota[] _quotas;
    private readonly Random _random;
    private double _now;
    private double _balanceAt = BalanceEvery;
    private double _periodAt = SimulatedQuota.Period;

    private SimulatedScheduler(int cpus, IReadOnlyList<SimulatedTask> tasks, int seed)
    {
        _random = new Random(seed);
        _queues = [.. Enumerable.Range(0, cpus).Select(_ => new List<SimulatedTask>())];
        _current = new SimulatedTask?[cpus];
        _sliceLeft = new double[cpus];
        _virtual = new double[cpus];
        _tasks = tasks;
        _quotas = [.. tasks.Select(task => task.Quota).OfType<SimulatedQuota>().Distinct()];
        foreach (SimulatedTask task in tasks)
        {
            int[] allowed = [.. Enumerable.Range(0, cpus).Where(cpu => Allows(task, cpu))];
            task.Cpu = allowed[_random.Next(allowed.Length)];
            task.Left = Draw(task);
            (task.Run, task.Wait, task.Virtual, task.WakesAt) = (0, 0, 0, task.Sleep * _random.NextDouble());
        }
    }

    /// <summary>Lets the tasks run and notes what each ran and waited, after a tenth of the time to settle.</summary>
    public static void Run(int cpus, IReadOnlyList<SimulatedTask> tasks, double seconds, int seed)
    {
        var scheduler = new SimulatedScheduler(cpus, tasks, seed);
        scheduler.RunUntil(seconds * 0.1);
        foreach (SimulatedTask task in tasks)
        {
            (task.Run, task.Wait) = (0, 0);
        }

        scheduler.RunUntil(seconds * 1.1);
        foreach (SimulatedTask task in tasks)
        {
            (task.Run, task.Wait) = (task.Run / seconds, task.Wait / seconds);
        }
    }

    private void RunUntil(double end)
    {
        while (_now < end)
        {
            WakeAndRefill();
            for (int cpu = 0; cpu < _queues.Length; cpu++)
            {
                Schedule(cpu);
            }

            Advance(Math.Max(1e-7, Math.Min(end, NextEvent()) - _now));
            EndTurns();
        }
    }

    private double NextEvent()
    {
        double next = Math.Min(_balanceAt, _periodAt);
        foreach (SimulatedTask task in _tasks)
        {
            next = Math.Min(next, task.WakesAt);
        }

        for (int cpu = 0; cpu < _current.Length; cpu++)
        {
            if (_current[cpu] is { } task)
            {
                double quota = task.Quota is null ? Never : task.Quota.Left / _current.Count(other => other?.Quota == task.Quota);
                next = Math.Min(next, _now + Math.Min(quota, Math.Min(task.Left, _sliceLeft[cpu])));
            }
        }

        return next;
    }

    private void Advance(double time)
    {
        _now += time;
        for (int cpu = 0; cpu < _queues.Length; cpu++)
        {
            foreach (SimulatedTask task in _queues[cpu])
            {
                if (task == _current[cpu])
                {
                    task.Run += time;
                    task.Left -= time;
                    task.Virtual += time * 1024 / task.Weight;
                    _sliceLeft[cpu] -= time;
                    if (task.Quota is { } quota)
                    {
                        quota.Left -= time;
                    }
                }
                else if (!task.IsThrottled)
                {
                    task.Wait += time;
                }
            }
        }

        foreach (SimulatedQuota quota in _quotas)
        {
            quota.Left = quota.Left < 1e-9 ? 0 : quota.Left;
        }
    }

    private void EndTurns()
    {
        for (int cpu = 0; cpu < _current.Length; cpu++)
        {
            if (_current[cpu] is not { } task)
            {
                continue;
            }

            if (task.Left <= 1e-9)
            {
                _queues[cpu].Remove(task);
                _current[cpu] = null;
                task.WakesAt = _now + (task.Sleep * Exponential());
            }
            else if (task.IsThrottled || _sliceLeft[cpu] <= 1e-9)
            {
                _current[cpu] = null;
            }
        }
    }

    private void WakeAndRefill()
    {
        if (_now >= _periodAt)
        {
            _periodAt += SimulatedQuota.Period;
            foreach (SimulatedQuota quota in _quotas)
            {
                quota.Left = Math.Min(0, quota.Left) + (quota.Cores * SimulatedQuota.Period);
            }
        }

        foreach (SimulatedTask task in _tasks)
        {
            if (_now >= task.WakesAt)
            {
                Wake(task);
            }
        }

        if (_now >= _balanceAt)
        {
            _balanceAt += BalanceEvery;
            int first = _random.Next(_queues.Length);
            for (int i = 0; i < _queues.Length; i++)
            {
                Pull((first + i) % _queues.Length);
            }
        }
    }

    // To a CPU that is idle, or has lower work only, else to the one where it was.
    private void Wake(SimulatedTask task)
    {
        task.WakesAt = Never;
        task.Left = task.Left > 1e-9 ? task.Left : Draw(task);
        if (!IsFreeFor(task, task.Cpu) || !Allows(task, task.Cpu))
        {
            int first = _random.Next(_queues.Length);
            for (int i = 0; i < _queues.Length; i++)
            {
                int cpu = (first + i) % _queues.Length;
                if (Allows(task, cpu) && IsFreeFor(task, cpu))
                {
                    task.Cpu = cpu;
                    break;
                }
            }
        }

        Enqueue(task, task.Cpu, Math.Max(task.Virtual, _virtual[task.Cpu] - Slice));
        if (_current[task.Cpu] is { } current && (current.Tier > task.Tier || (current.Tier == task.Tier && current.Virtual - task.Virtual > 0.001)))
        {
            _current[task.Cpu] = null;
        }
    }

    private void Enqueue(SimulatedTask task, int cpu, double virtualTime)
    {
        task.Cpu = cpu;
        task.Virtual = virtualTime;
        _queues[cpu].Add(task);
    }

    // Takes what runs next: lower tiers first, then the least virtual time. An idle CPU looks at the others' queues.
    private void Schedule(int cpu)
    {
        if (_current[cpu] is not null)
        {
            return;
        }

        if (!_queues[cpu].Exists(task => !task.IsThrottled))
        {
            Pull(cpu);
        }

        SimulatedTask? best = null;
        foreach (SimulatedTask task in _queues[cpu])
        {
            if (!task.IsThrottled && (best is null || task.Tier < best.Tier || (task.Tier == best.Tier && task.Virtual < best.Virtual)))
            {
                best = task;
            }
        }

        _current[cpu] = best;
        _sliceLeft[cpu] = Slice;
        _virtual[cpu] = best is null ? _virtual[cpu] : Math.Max(_virtual[cpu], best.Virtual);
    }

    // Moves a waiting task here, where that makes the larger of the two loads smaller.
    private void Pull(int here)
    {
        for (int tries = 0; tries < 4; tries++)
        {
            double mine = LoadOf(here), most = mine;
            SimulatedTask? found = null;
            for (int cpu = 0; cpu < _queues.Length; cpu++)
            {
                if (cpu == here || _queues[cpu].Count < (_current[cpu] is null ? 1 : 2))
                {
                    continue;
                }

                double load = LoadOf(cpu);
                foreach (SimulatedTask task in _queues[cpu])
                {
                    bool waits = load > most && task != _current[cpu] && !task.IsThrottled && Allows(task, here);
                    if (waits && (mine + LoadOf(task) < load || IsFreeFor(task, here)))
                    {
                        (most, found) = (load, task);
                    }
                }
            }

            if (found is null)
            {
                return;
            }

            _queues[found.Cpu].Remove(found);
            Enqueue(found, here, found.Virtual - _virtual[found.Cpu] + _virtual[here]);
            if (_current[here]?.Tier > found.Tier)
            {
                _current[here] = null;
            }
        }
    }

    private double LoadOf(int cpu)
    {
        double load = 0;
        foreach (SimulatedTask task in _queues[cpu])
        {
            load += task.IsThrottled ? 0 : LoadOf(task);
        }

        return load;
    }

    private static double LoadOf(SimulatedTask task) => task.Tier < Sharers.Fair ? 1e5 : task.Weight;

    private bool IsFreeFor(SimulatedTask task, int cpu)
    {
        foreach (SimulatedTask other in _queues[cpu])
        {
            if (other != task && !other.IsThrottled && other.Tier <= task.Tier && other.Weight * 100 > task.Weight)
            {
                return false;
            }
        }

        return true;
    }

    private double Draw(SimulatedTask task) => task.Sleep == 0 ? Never : task.Work * Exponential();

    private double Exponential() => -Math.Log(1 - _random.NextDouble());

    private static bool Allows(SimulatedTask task, int cpu) => (task.Mask >> cpu & 1) != 0;
}
