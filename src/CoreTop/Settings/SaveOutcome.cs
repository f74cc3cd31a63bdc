namespace CoreTop.Settings;

/// <summary>What became of saving the settings.</summary>
/// <param name="IsSaved">The file says what the screen shows.</param>
/// <param name="Sentence">What was written where, or why nothing was.</param>
internal sealed record SaveOutcome(bool IsSaved, string Sentence)
{
    /// <summary>There is no place to save them.</summary>
    public static SaveOutcome Nowhere { get; } =
        new(IsSaved: false, "HOME is not set, so there is no known place for the settings file: name one with --config FILE.");
}
