using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Proc;

/// <summary>Names of users: <c>/etc/passwd</c> under the root and, on the running machine, whatever else it asks (LDAP and their like).</summary>
/// <param name="files">The machine's files.</param>
public sealed class UserNames(KernelFiles files)
{
    private readonly Dictionary<int, string> _names = [];
    private bool _isPasswdRead;

    /// <summary>The user's name; its digits when nobody knows a name.</summary>
    public string Name(int uid)
    {
        if (!_isPasswdRead)
        {
            _isPasswdRead = true;
            ReadPasswd();
        }

        if (!_names.TryGetValue(uid, out string? name))
        {
            name = (files.IsLive ? UserNative.NameOf(uid) : null)
                ?? unchecked((uint)uid).ToString(CultureInfo.InvariantCulture);
            _names.Add(uid, name);
        }

        return name;
    }

    // name:password:uid:... ; the first line of a uid counts, as in getpwuid(3).
    private void ReadPasswd()
    {
        if (files.Read("/etc/passwd", out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return;
        }

        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            int first = line.IndexOf((byte)':');
            int second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)':');
            if (second >= 0 && Utf8Parser.TryParse(line[(first + second + 2)..], out uint uid, out _))
            {
                _names.TryAdd(unchecked((int)uid), Encoding.UTF8.GetString(line[..first]));
            }
        }
    }
}
