using System.Globalization;
using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;

namespace CoreTop.LiveTests.Causes;

/// <summary>A cgroup with a CPU quota, of whichever version this machine runs the cpu controller in; removed after the test.</summary>
internal sealed class QuotaCgroup : IDisposable
{
    private const int PeriodMicroseconds = 100_000;

    private readonly string _folder;

    private QuotaCgroup(string folder, string path, bool isUnified)
    {
        _folder = folder;
        Path = path;
        IsUnified = isUnified;
    }

    /// <summary>It is of cgroup v2.</summary>
    public bool IsUnified { get; }

    /// <summary>A file of it.</summary>
    public string this[string name] => $"{_folder}/{name}";

    /// <summary>As /proc/[pid]/cgroup will give it.</summary>
    public string Path { get; }

    /// <summary>A shell command by which the shell enters the cgroup.</summary>
    public string EnterCommand => $"echo $$ > {_folder}/cgroup.procs";

    /// <summary>Makes one below this process's own; skips the test where that cannot be.</summary>
    public static QuotaCgroup Make(int quotaMicroseconds)
    {
        using var files = new KernelFiles();
        byte[] own = Encoding.UTF8.GetBytes(File.ReadAllText("/proc/self/cgroup"));
        if (CgroupMounts.Read(files).Find(own, "cpu") is not { } parent)
        {
            Assert.Skip("the cpu controller is not mounted");
            throw new InvalidOperationException();
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"coretop-test-{Environment.ProcessId}");
        string folder = $"{parent.Folder}/{name}";
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"no cgroup can be made in {parent.Folder}: {refused.Message}");
        }

        var cgroup = new QuotaCgroup(folder, parent.Path == "/" ? $"/{name}" : $"{parent.Path}/{name}", parent.IsUnified);
        try
        {
            cgroup.SetQuota(parent.IsUnified, quotaMicroseconds);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            cgroup.Dispose();
            Assert.Skip($"{parent.Folder} hands the cpu controller to no cgroup below: {refused.Message}");
        }

        return cgroup;
    }

    // What ran in it is killed by the time, and yet leaves it a moment later.
    public void Dispose() => Wait.Until(TryRemove, $"{_folder} to be empty");

    private void SetQuota(bool isUnified, int quotaMicroseconds)
    {
        if (isUnified)
        {
            File.WriteAllText($"{_folder}/cpu.max", $"{quotaMicroseconds} {PeriodMicroseconds}");
            return;
        }

        File.WriteAllText($"{_folder}/cpu.cfs_period_us", $"{PeriodMicroseconds}");
        File.WriteAllText($"{_folder}/cpu.cfs_quota_us", $"{quotaMicroseconds}");
    }

    private bool TryRemove()
    {
        try
        {
            Directory.Delete(_folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
