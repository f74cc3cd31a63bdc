using System.Runtime.InteropServices;

namespace CoreTop.LiveTests.Terminal;

/// <summary>The program as it was built: published native when there is one, else run by dotnet.</summary>
internal static class BuiltProgram
{
    /// <summary>What to type in a shell to run it.</summary>
    public static string Command { get; } = FindPublished() ?? Managed;

    /// <summary>It is the published one.</summary>
    public static bool IsPublished { get; } = Command != Managed;

    /// <summary>What to type to run it by dotnet with start-up hooks, which its own settings forbid.</summary>
    public static string ManagedWithHooks =>
        $"dotnet exec --runtimeconfig {Beside("CoreTop.LiveTests.runtimeconfig.json")} --depsfile {Beside("coretop.deps.json")} "
        + Beside("coretop.dll");

    private static string Managed => $"dotnet {Beside("coretop.dll")}";

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static string? FindPublished()
    {
        string name = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "release_linux-arm64" : "release_linux-x64";
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, "artifacts", "publish", "CoreTop", name, "coretop");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
