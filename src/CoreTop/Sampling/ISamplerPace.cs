using System.Collections.Immutable;
using CoreTop.Model.Inspection;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Sampling;

/// <summary>What the screen may ask of the sampler.</summary>
internal interface ISamplerPace
{
    /// <summary>Time between two readings.</summary>
    TimeSpan Delay { get; set; }

    /// <summary>What the next readings are to hold.</summary>
    SampleRequest Request { get; set; }

    /// <summary>The newest change that was made to each task and not taken back: what the diagnosis is to know of.</summary>
    ImmutableArray<AffinityChange> Applied { get; set; }

    /// <summary>The CPUs that are looked at; null for all. Another choice judges the last reading again at once.</summary>
    CpuBounds? Bounds { get; set; }

    /// <summary>Reads now, out of turn.</summary>
    void RefreshNow();

    /// <summary>Reads now, and looks every cause up again.</summary>
    void RefreshCauses();

    /// <summary>Reads a part of one process soon, without a reading of the machine. Parts of one process are all answered, in turn; those of another that were not read yet are given up.</summary>
    void Inspect(InspectionRequest request);
}
