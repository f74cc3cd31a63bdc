using System.Collections.Immutable;
using CoreTop.Model.Inspection;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Sampling;

namespace CoreTop.Tests.Tui;

/// <summary>Keeps what the screen asked of the sampler, and does none of it.</summary>
internal sealed class FakePace : ISamplerPace
{
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    public SampleRequest Request { get; set; } = SampleRequest.Ordinary;

    public int Refreshes { get; private set; }

    public ImmutableArray<AffinityChange> Applied { get; set; } = [];

    public CpuBounds? Bounds { get; set; }

    public int CauseRefreshes { get; private set; }

    public void RefreshCauses() => CauseRefreshes++;

    public void RefreshNow() => Refreshes++;

    public List<InspectionRequest> Inspections { get; } = [];

    public void Inspect(InspectionRequest request) => Inspections.Add(request);
}
