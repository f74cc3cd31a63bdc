using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>The words that every sentence about tasks is made of.</summary>
internal static class TaskText
{
    /// <summary>What not being settled means: the rest of a sentence that begins with the task.</summary>
    public const string Unsettled = "some threads may still differ: new ones keep starting, or somebody keeps setting them";

    /// <summary>The end of a sentence about a captured machine.</summary>
    public const string OnlyRecorded = " (only recorded: this is not the running machine)";

    /// <summary>A comm without what would disturb a terminal.</summary>
    public static string Name(string comm) => SafeText.Of(comm);

    /// <summary>A task for people: its comm and number.</summary>
    public static string Task(string name, int tid) => $"{Name(name)} {tid}";
}
