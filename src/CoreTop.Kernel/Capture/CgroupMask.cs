using System.Globalization;
using System.Text;
using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Capture;

/// <summary>Cgroups' paths, in whatever file they stand: what says who made a cgroup stays, all other words are replaced.</summary>
/// <param name="standIns">What stands for them.</param>
/// <param name="words">Replaces words.</param>
internal sealed class CgroupMask(StandIns standIns, WordMask words)
{
    private const string Deleted = " (deleted)", Kind = "name", NamedHierarchy = "name=";

    // What a user's number follows.
    private static readonly string[] BeforeUid = ["user-runtime-dir@", "user-", "user@", "uid_"];

    private readonly Dictionary<string, string> _known = [];
    private string[] _mountPoints = [];

    /// <summary>Notes where cgroups are mounted.</summary>
    /// <param name="mountinfo">The text of <see cref="MountEntry.Path"/>.</param>
    public void Learn(ReadOnlySpan<byte> mountinfo) =>
        _mountPoints = [.. MountEntry.Parse(mountinfo).Where(IsOfCgroups).Select(mount => mount.MountPoint).Distinct()
            .OrderByDescending(point => point.Length)];

    /// <summary>A file's path is below a place where cgroups are mounted.</summary>
    public bool IsBelow(string path) =>
        _mountPoints.Any(point => path.Length > point.Length && path[point.Length] == '/' && path.StartsWith(point, StringComparison.Ordinal));

    /// <summary>A path of cgroups, or of folders of theirs.</summary>
    public string OfPath(string path)
    {
        if (!_known.TryGetValue(path, out string? masked))
        {
            bool isDeleted = path.EndsWith(Deleted, StringComparison.Ordinal);
            string[] components = (isDeleted ? path[..^Deleted.Length] : path).Split('/');
            masked = string.Join('/', components.Select(OfComponent)) + (isDeleted ? Deleted : string.Empty);
            _known.Add(path, masked);
        }

        return masked;
    }

    /// <summary>A file of <c>/proc/[pid]/cgroup</c>.</summary>
    public string OfTask(ReadOnlySpan<byte> text)
    {
        var lines = new StringBuilder();
        foreach (CgroupEntry entry in CgroupEntry.Parse(text))
        {
            lines.Append(CultureInfo.InvariantCulture, $"{entry.Hierarchy}:{OfOptions(entry.Controllers)}:{OfPath(entry.Path)}\n");
        }

        return lines.ToString();
    }

    /// <summary>The mounts of cgroups; all others are left out.</summary>
    public string OfMounts(ReadOnlySpan<byte> text)
    {
        var lines = new StringBuilder();
        int number = 1;
        foreach (MountEntry mount in MountEntry.Parse(text).Where(IsOfCgroups))
        {
            string root = Escape(OfPath(mount.Root)), point = Escape(OfPath(mount.MountPoint));
            lines.Append(
                CultureInfo.InvariantCulture,
                $"{number} 0 0:{number} {root} {point} rw - {mount.FileSystem} {mount.FileSystem} {OfOptions(mount.SuperOptions)}\n");
            number++;
        }

        return lines.ToString();
    }

    private static bool IsOfCgroups(MountEntry mount) => mount.FileSystem is "cgroup" or "cgroup2";

    // A word may have a stand-in that is longer than it; a name of a cgroup must not become longer than names may be.
    private string OfComponent(string name)
    {
        string masked = OfName(name);
        return Encoding.UTF8.GetByteCount(masked) > CaptureBounds.Default.NameBytes ? standIns.Of(Kind, name) : masked;
    }

    private string OfName(string name)
    {
        foreach (string prefix in BeforeUid)
        {
            ReadOnlySpan<char> rest = name.StartsWith(prefix, StringComparison.Ordinal) ? name.AsSpan(prefix.Length) : default;
            int end = rest.IndexOfAnyExceptInRange('0', '9');
            ReadOnlySpan<char> digits = end < 0 ? rest : rest[..end];
            if (uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint uid) && (end < 0 || rest[end] == '.'))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{prefix}{standIns.Uid(uid)}") + OfWords(end < 0 ? default : rest[end..]);
            }
        }

        return OfWords(name);
    }

    private string OfWords(ReadOnlySpan<char> text)
    {
        string masked = words.Of(text, KeptWords.OfCgroups, Kind);
        return masked.Any(letter => letter <= ' ') ? string.Concat(masked.Select(letter => letter <= ' ' ? '_' : letter)) : masked;
    }

    // Controllers and mount options: what is not known as one is left out, except for the name of a hierarchy.
    private string OfOptions(string options) => string.Join(',', options.Split(',').Select(option =>
        option.StartsWith(NamedHierarchy, StringComparison.Ordinal) ? NamedHierarchy + OfWords(option.AsSpan(NamedHierarchy.Length))
        : option.Split('_', '.').All(static word => KeptWords.OfCgroups(word)) ? option
        : string.Empty).Where(option => option.Length > 0));

    private static string Escape(string path) => path.Replace("\\", "\\134", StringComparison.Ordinal);
}
