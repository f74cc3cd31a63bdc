using System.Buffers;

namespace CoreTop.Model.Sampling;

/// <summary>Finds ids of containers in the paths of cgroups: 64 hexadecimal digits, which Docker, Podman and Kubernetes give.</summary>
public static class ContainerId
{
    private const int Digits = 64;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The id of the container whose cgroup it is or lies in; empty for none.</summary>
    /// <param name="path">The path of a cgroup.</param>
    public static ReadOnlySpan<char> InPath(ReadOnlySpan<char> path)
    {
        // The innermost, because a Kubernetes node may itself be a container.
        int end = path.Length;
        while (end > 0)
        {
            int start = path[..end].LastIndexOf('/') + 1;
            if (InName(path[start..end]) is { IsEmpty: false } id)
            {
                return id;
            }

            end = start - 1;
        }

        return default;
    }

    /// <summary>The id in one part of such a path: alone, or between a prefix (docker-, libpod-, cri-containerd-, crio-) and <c>.scope</c>; empty for none.</summary>
    /// <param name="name">A part without slashes.</param>
    public static ReadOnlySpan<char> InName(ReadOnlySpan<char> name)
    {
        if (name.EndsWith(".scope", StringComparison.Ordinal))
        {
            name = name[..^".scope".Length];
        }

        if (name.Length < Digits)
        {
            return default;
        }

        ReadOnlySpan<char> id = name[^Digits..];
        bool isApart = name.Length == Digits || name[^(Digits + 1)] is '-' or ':';
        return isApart && !id.ContainsAnyExcept(Hexadecimal) ? id : default;
    }
}
