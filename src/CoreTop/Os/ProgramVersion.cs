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

    /// <summary>How it was built, such as <c>linux-x64, for glibc 2.28 and newer, commit 0123456789ab</c>; or that it was built from source.</summary>
    public static string Build { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(each => each.Key == "Build")?.Value
        ?? "not a release: built from source, for systems as new as the one it was built on";
}
