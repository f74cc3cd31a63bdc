using CoreTop.Kernel;

namespace CoreTop.Sampling;

/// <summary>What the screen may ask of the sampler.</summary>
internal interface ISamplerPace
{
    /// <summary>Time between two readings.</summary>
    TimeSpan Delay { get; set; }

    /// <summary>What the next readings are to hold.</summary>
    SampleRequest Request { get; set; }

    /// <summary>Reads now, out of turn.</summary>
    void RefreshNow();
}
