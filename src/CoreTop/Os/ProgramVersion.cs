using System.Reflection;

namespace CoreTop.Os;

/// <summary>The program's version, as built.</summary>
internal static class ProgramVersion
{
    /// <summary>What it is called on the command line, and its folders and files after it.</summary>
    public const string ProgramName = "coretop";

    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
