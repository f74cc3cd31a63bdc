using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>
/// How busy each CPU was at each of the last refreshes: a ring with a byte a CPU and refresh, written whether the picture is shown or
/// not, so that it shows the past at once. Nothing is allocated for a refresh.
/// </summary>
internal sealed class HeatHistory
{
    /// <summary>Refreshes that are kept: a quarter of an hour at one a second.</summary>
    public const int Length = 900;

    private readonly DateTimeOffset[] _times = new DateTimeOffset[Length];
    private byte[] _cells = [];
    private int _width;

    /// <summary>Refreshes taken in since the start; the last has this number less one.</summary>
    public long Count { get; private set; }

    /// <summary>Those up to which the screen shows; it falls behind while the screen is paused.</summary>
    public long Shown { get; private set; }

    /// <summary>The first that is still kept.</summary>
    public long First => Math.Max(0, Count - Length);

    /// <summary>Takes a refresh in; one without rates says nothing.</summary>
    public void Add(Snapshot snapshot, Diagnosis diagnosis)
    {
        // With bounds on, what is outside them is kept too.
        snapshot = snapshot.Whole;
        if (!snapshot.HasWindow || snapshot.Cpus.IsEmpty)
        {
            return;
        }

        Widen(snapshot.Cpus[^1].Cpu.Number + 1);
        int slot = (int)(Count % Length);
        Span<byte> row = _cells.AsSpan(slot * _width, _width);
        row.Fill(HeatCell.Offline.Value);
        bool hasCrowds = !diagnosis.Crowds.IsEmpty;
        foreach (CpuLoad cpu in snapshot.Cpus)
        {
            if (cpu.IsOnline)
            {
                row[cpu.Cpu.Number] = cpu.IsKnown
                    ? HeatCell.Of(cpu.Busy, hasCrowds && diagnosis.Crowds.ContainsKey(cpu.Cpu)).Value
                    : HeatCell.Unknown.Value;
            }
        }

        _times[slot] = snapshot.Time;
        Count++;
    }

    /// <summary>The screen shows all there is now.</summary>
    public void ShowLatest() => Shown = Count;

    /// <summary>The refresh is still kept.</summary>
    public bool Has(long refresh) => refresh >= First && refresh < Count;

    /// <summary>When the refresh was; only for one that is kept.</summary>
    public DateTimeOffset TimeOf(long refresh) => _times[(int)(refresh % Length)];

    /// <summary>The cells of all CPUs in a refresh that is kept, by their numbers: the values of <see cref="HeatCell"/>.</summary>
    public ReadOnlySpan<byte> CpusOf(long refresh) => _cells.AsSpan((int)(refresh % Length) * _width, _width);

    /// <summary>The hottest of some CPUs in a refresh that is kept.</summary>
    /// <param name="refresh">Its number.</param>
    /// <param name="cpus">The CPUs; never empty.</param>
    public HeatCell Find(long refresh, CpuSet cpus)
    {
        ReadOnlySpan<byte> row = CpusOf(refresh);
        HeatCell hottest = HeatCell.Offline;
        foreach (CpuId cpu in cpus)
        {
            if (cpu.Number < row.Length)
            {
                hottest = HeatCell.Hottest(hottest, new HeatCell(row[cpu.Number]));
            }
        }

        return hottest;
    }

    // CPUs are hardly ever plugged in. Memory is taken from the system only as it is written.
    private void Widen(int width)
    {
        if (width <= _width)
        {
            return;
        }

        byte[] wider = GC.AllocateUninitializedArray<byte>(width * Length);
        if (_width > 0)
        {
            wider.AsSpan().Fill(HeatCell.Offline.Value);
            for (int slot = 0; slot < Length; slot++)
            {
                _cells.AsSpan(slot * _width, _width).CopyTo(wider.AsSpan(slot * width));
            }
        }

        (_cells, _width) = (wider, width);
    }
}
