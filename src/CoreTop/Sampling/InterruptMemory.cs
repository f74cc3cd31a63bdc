using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Interrupts;

namespace CoreTop.Sampling;

/// <summary>
/// Names the interrupt that takes up a CPU. What counts is the growth between two readings: one when a finding about it begins,
/// one when it is shown, and one each time the user asks; none while nothing is wrong.
/// </summary>
/// <param name="evidence">Reads them.</param>
internal sealed class InterruptMemory(IEvidence evidence)
{
    private const string IrqLoad = "irq-load";

    private readonly Dictionary<CpuId, string?> _known = [];
    private InterruptCounts? _before;

    /// <summary>Reads them beforehand, where one window is all there will be.</summary>
    public void Begin() => _before = evidence.ReadInterrupts();

    /// <summary>The diagnosis with the interrupts named in its findings.</summary>
    /// <param name="diagnosis">The diagnosis without.</param>
    /// <param name="asksAnew">Looks again.</param>
    public Diagnosis Attach(Diagnosis diagnosis, bool asksAnew)
    {
        if (diagnosis.Interrupted.IsEmpty)
        {
            _before = null;
            _known.Clear();
            return diagnosis;
        }

        Finding[] shown = [.. diagnosis.Findings.Where(finding => finding.Rule.Name == IrqLoad)];
        if (_before is null || asksAnew || shown.Any(finding => !_known.ContainsKey(CpuOf(finding))))
        {
            Look(shown);
        }

        return shown.Length == 0 ? diagnosis : diagnosis with
        {
            Findings =
            [
                .. diagnosis.Findings.Select(finding => finding.Rule.Name == IrqLoad
                    ? finding with { Remark = _known.GetValueOrDefault(CpuOf(finding)) }
                    : finding),
            ],
        };
    }

    private void Look(Finding[] shown)
    {
        InterruptCounts now = evidence.ReadInterrupts();
        foreach (Finding finding in _before is null ? [] : shown)
        {
            CpuId cpu = CpuOf(finding);
            _known[cpu] = Busiest(now, _before!, cpu) is { } interrupt
                ? $"The interrupt that comes most often there is {interrupt}."
                : null;
        }

        _before = now;
    }

    // A device's, if there is one: the timer's and those between CPUs come everywhere.
    private static InterruptGrowth? Busiest(InterruptCounts now, InterruptCounts before, CpuId cpu)
    {
        InterruptGrowth? busiest = null;
        foreach (InterruptGrowth growth in now.Since(before, cpu))
        {
            if (growth.IsOfDevice)
            {
                return growth;
            }

            busiest ??= growth;
        }

        return busiest;
    }

    private static CpuId CpuOf(Finding finding) => finding.Cpus.First!.Value;
}
