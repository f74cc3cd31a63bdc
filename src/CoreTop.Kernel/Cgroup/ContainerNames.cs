using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Cgroup;

/// <summary>What containers are called, as far as files of their runtimes tell and this user may read them: Docker, containerd and Kubernetes, Podman and CRI-O.</summary>
/// <param name="files">The machine's files.</param>
internal sealed class ContainerNames(KernelFiles files)
{
    private const string Docker = "/var/lib/docker/containers";
    private const string KubernetesLogs = "/var/log/containers";

    /// <summary>A container may be renamed, and its files may come after it.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private static readonly string[] Bundles =
    [
        "/run/containerd/io.containerd.runtime.v2.task/k8s.io", "/run/containerd/io.containerd.runtime.v2.task/default",
        "/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io",
    ];

    private static readonly string[] Storages = ["overlay-containers", "vfs-containers", "btrfs-containers"];

    private readonly Dictionary<string, string?> _known = [];
    private readonly Dictionary<string, string> _listed = [];
    private TimeSpan? _since;
    private bool _isListed;
    private string? _ownStorage;

    /// <summary>The name of the container that a cgroup is of or lies in; null when that is not known.</summary>
    /// <param name="cgroup">The cgroup's path.</param>
    /// <param name="now">The clock of the sample.</param>
    public string? Find(string cgroup, TimeSpan now)
    {
        if (ContainerId.InPath(cgroup) is not { IsEmpty: false } found)
        {
            return null;
        }

        if (_since is not { } since || now - since >= KeptFor)
        {
            _since = now;
            _isListed = false;
            _known.Clear();
        }

        if (!_known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(found, out string? name))
        {
            string id = found.ToString();
            _known[id] = name = Read(id);
        }

        return name;
    }

    private string? Read(string id) =>
        (files.Read($"{Docker}/{id}/config.v2.json", out ReadOnlySpan<byte> text) == FileStatus.Ok ? ContainerFiles.DockerName(text) : null)
        ?? ReadBundle(id)
        ?? Listed().GetValueOrDefault(id);

    private string? ReadBundle(string id)
    {
        foreach (string bundle in Bundles)
        {
            if (files.Read($"{bundle}/{id}/config.json", out ReadOnlySpan<byte> text) == FileStatus.Ok
                && ContainerFiles.AnnotatedName(text) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    // Where many stand in one file or folder, which is read once for all of them. The logs come first, as they say the pod too.
    private Dictionary<string, string> Listed()
    {
        if (_isListed)
        {
            return _listed;
        }

        _isListed = true;
        _listed.Clear();
        foreach (string file in files.ListFolder(KubernetesLogs))
        {
            if (ContainerFiles.LogName(file, out string id) is { } name)
            {
                _listed.TryAdd(id, name);
            }
        }

        foreach (string storage in Storages)
        {
            AddStorage($"/var/lib/containers/storage/{storage}");
            AddStorage($"/run/containers/storage/{storage}");
            if (OwnStorage() is { Length: > 0 } own)
            {
                AddStorage($"{own}/{storage}");
            }
        }

        return _listed;
    }

    private void AddStorage(string folder)
    {
        foreach (string name in (ReadOnlySpan<string>)["containers.json", "volatile-containers.json"])
        {
            if (files.Read($"{folder}/{name}", out ReadOnlySpan<byte> text) == FileStatus.Ok)
            {
                ContainerFiles.AddStored(text, _listed);
            }
        }
    }

    // That of this user: what another one may have put in the place of such a file is not opened by root.
    private string OwnStorage()
    {
        uint user = OwnProcess.EffectiveUser;
        return _ownStorage ??= files.IsLive && user != 0 && HomeOf(user) is { } home ? $"{home}/.local/share/containers/storage" : string.Empty;
    }

    private string? HomeOf(uint user)
    {
        if (files.Read("/etc/passwd", out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        string wanted = user.ToString(CultureInfo.InvariantCulture);
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            // name:password:id:group:comment:home:shell
            if (Encoding.UTF8.GetString(line).Split(':') is [_, _, var id, _, _, ['/', ..] home, ..] && id == wanted)
            {
                return home;
            }
        }

        return null;
    }
}
