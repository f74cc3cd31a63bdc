using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;

namespace CoreTop.LiveTests.Cli;

/// <summary>Cgroups of a test's own, one in the other, the innermost with a cpuset of some CPUs; never the root. Removed after the test.</summary>
internal sealed class CpusetCgroups : IDisposable
{
    private readonly List<string> _folders = [];

    private CpusetCgroups()
    {
    }

    /// <summary>The innermost as /proc/[pid]/cgroup will give it.</summary>
    public string Path { get; private set; } = string.Empty;

    /// <summary>A shell command by which the shell enters the innermost.</summary>
    public string EnterCommand => $"echo $$ > {_folders[^1]}/cgroup.procs";

    /// <summary>Makes them below this process's own; skips the test where that cannot be.</summary>
    /// <param name="cpus">A list of CPUs.</param>
    /// <param name="names">Their names, from the outermost.</param>
    public static CpusetCgroups Make(string cpus, params string[] names)
    {
        using var files = new KernelFiles();
        byte[] own = Encoding.UTF8.GetBytes(File.ReadAllText("/proc/self/cgroup"));
        if (CgroupMounts.Read(files).Find(own, "cpuset") is not { } above)
        {
            Assert.Skip("the cpuset controller is not mounted");
            throw new InvalidOperationException();
        }

        var made = new CpusetCgroups { Path = above.Path == "/" ? string.Empty : above.Path };
        string folder = above.Folder;
        try
        {
            foreach (string name in names)
            {
                folder = $"{folder}/{name}";
                made.Path = $"{made.Path}/{name}";
                Directory.CreateDirectory(folder);
                made._folders.Add(folder);
                File.WriteAllText($"{folder}/cpuset.mems", "0");
                File.WriteAllText($"{folder}/cpuset.cpus", cpus);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            made.Dispose();
            Assert.Skip($"no cpuset can be made in {folder}: {refused.Message}");
        }

        return made;
    }

    // What ran in them leaves a moment after its end.
    public void Dispose()
    {
        foreach (string folder in Enumerable.Reverse(_folders))
        {
            Wait.Until(() => TryRemove(folder), $"{folder} to be empty");
        }
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
