using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Proc;

/// <summary>Names of users and groups: <c>/etc/passwd</c> under the root and, on the running machine, whatever else it asks (LDAP and their like).</summary>
/// <param name="files">The machine's files.</param>
internal sealed class UserNames(KernelFiles files)
{
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, string> _groups = [];
    private bool _isPasswdRead;
    private bool _isGroupRead;

    /// <summary>The user's name; its digits when nobody knows a name.</summary>
    public string Name(int uid)
    {
        ReadPasswd();
        if (!_names.TryGetValue(uid, out string? name))
        {
            name = (files.IsLive ? UserNative.NameOf(uid) : null)
                ?? unchecked((uint)uid).ToString(CultureInfo.InvariantCulture);
            _names.Add(uid, name);
        }

        return name;
    }

    /// <summary>Somebody has this name.</summary>
    public bool HasName(string name)
    {
        ReadPasswd();
        return _names.ContainsValue(name) || (files.IsLive && UserNative.IsName(name));
    }

    /// <summary>The group's name in <c>/etc/group</c>; its digits when it is not there.</summary>
    public string GroupName(int gid)
    {
        if (!_isGroupRead)
        {
            _isGroupRead = true;
            Read("/etc/group", _groups);
        }

        if (!_groups.TryGetValue(gid, out string? name))
        {
            name = unchecked((uint)gid).ToString(CultureInfo.InvariantCulture);
            _groups.Add(gid, name);
        }

        return name;
    }

    private void ReadPasswd()
    {
        if (!_isPasswdRead)
        {
            _isPasswdRead = true;
            Read("/etc/passwd", _names);
        }
    }

    // name:password:id:... ; the first line of an id counts, as in getpwuid(3).
    private void Read(string path, Dictionary<int, string> names)
    {
        if (files.Read(path, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return;
        }

        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            int first = line.IndexOf((byte)':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':');
            if (second >= 0 && Utf8Parser.TryParse(line[(first + second + 2)..], out uint id, out _))
            {
                names.TryAdd(unchecked((int)id), Encoding.UTF8.GetString(line[..first]));
            }
        }
    }
}
