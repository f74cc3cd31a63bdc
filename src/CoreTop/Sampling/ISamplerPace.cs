namespace CoreTop.Sampling;

/// <summary>What the screen may ask of the sampler.</summary>
internal interface ISamplerPace
{
    /// <summary>Time between two readings.</summary>
    TimeSpan Delay { get; set; }

    /// <summary>Reads now, out of turn.</summary>
    void RefreshNow();
}
