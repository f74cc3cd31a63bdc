namespace CoreTop.Model.Inspection;

/// <summary>A process's place in a cgroup hierarchy.</summary>
/// <param name="Controllers">Its v1 controllers, comma-separated; empty for cgroup v2.</param>
/// <param name="Path">Its path.</param>
public readonly record struct CgroupPath(string Controllers, string Path);
