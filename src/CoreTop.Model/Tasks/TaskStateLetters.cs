namespace CoreTop.Model.Tasks;

/// <summary>The kernel's one-letter names of <see cref="TaskState"/>.</summary>
public static class TaskStateLetters
{
    // In the order of the enum; a letter's index is its state.
    private const string Letters = "?RSDTtZXIP";

    /// <summary>The letter as <c>stat</c> prints it; <c>?</c> for an unknown one.</summary>
    public static char Letter(this TaskState state) => Letters[(int)state];

    /// <summary>The state of a letter; <see cref="TaskState.Unknown"/> for one that is not known.</summary>
    public static TaskState FromLetter(char letter) => (TaskState)Math.Max(0, Letters.IndexOf(letter, StringComparison.Ordinal));
}
