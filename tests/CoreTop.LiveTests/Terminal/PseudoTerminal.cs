using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Tui.Hosting;

namespace CoreTop.LiveTests.Terminal;

/// <summary>The program in a terminal of which the test is the other end: it reads what is sent, byte for byte, or does not read.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    // O_RDWR, O_NOCTTY and O_CLOEXEC.
    private const int OpenFlags = 2 | 0x100 | 0x80000;
    private const nuint SetWindowSize = 0x5414;
    private const int NameBytes = 64;
    private const int ModesBytes = 256;

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;
    private readonly int _slave;
    private readonly byte[] _found;
    private readonly Process _program;
    private readonly MemoryStream _sent = new();
    private int _master;

    /// <param name="arguments">The arguments of the program.</param>
    /// <param name="term">The terminal's name.</param>
    /// <param name="locale">LC_ALL.</param>
    /// <param name="isControlling">The terminal controls the program, so that the keys of a shell are signals to it.</param>
    public PseudoTerminal(
        string arguments = "", string term = "xterm-256color", string locale = "C.UTF-8", bool isControlling = true)
    {
        Tool.Require("setsid");
        _master = OpenMaster(OpenFlags);
        Assert.True(_master >= 0 && Grant(_master) == 0 && Unlock(_master) == 0);
        byte[] name = new byte[NameBytes];
        Assert.Equal(0, NameOf(_master, ref name[0], NameBytes));
        string path = Encoding.ASCII.GetString(name).TrimEnd('\0');
        _slave = TerminalNative.Open(path, OpenFlags);
        Resize(100, 30);
        _found = Modes();
        string controlling = isControlling ? "--ctty" : string.Empty;

        // What the tests were started to ignore, as under nohup, the program would ignore too.
        const string Heeding = "env --default-signal=HUP,INT,QUIT";
        var start = new ProcessStartInfo(
            "sh", ["-c", $"exec setsid {controlling} {Heeding} {BuiltProgram.Command} {arguments} < {path} > {path} 2>&1"]);
        start.Environment["TERM"] = term;
        start.Environment.Remove("COLORTERM");
        start.Environment.Remove("COLORFGBG");
        start.Environment["LC_ALL"] = locale;
        start.Environment["HOME"] = _folder;
        start.Environment["XDG_STATE_HOME"] = $"{_folder}/state";
        start.Environment["XDG_CONFIG_HOME"] = $"{_folder}/config";
        _program = Process.Start(start)!;
    }

    /// <summary>What the program sent so far, as far as it was read.</summary>
    public ReadOnlySpan<byte> Sent => _sent.GetBuffer().AsSpan(0, (int)_sent.Length);

    /// <summary>How many bytes were read.</summary>
    public int SentBytes => (int)_sent.Length;

    public int Pid => _program.Id;

    public bool HasEnded => _program.HasExited;

    public int ExitCode => _program.ExitCode;

    /// <summary>The terminal takes more, without being read from.</summary>
    public bool TakesMore
    {
        get
        {
            var entry = new TerminalNative.PollEntry { File = _slave, Events = TerminalNative.PollOut };
            return TerminalNative.Poll(ref entry, 1, 0) > 0;
        }
    }

    /// <summary>CPU time of the program so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _program.Refresh();
            return _program.TotalProcessorTime;
        }
    }

    /// <summary>Memory of the program that is resident, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _program.Refresh();
            return _program.WorkingSet64;
        }
    }

    /// <summary>Types keys, given as the terminal sends them.</summary>
    public void Type(string keys)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(keys);
        Assert.Equal(bytes.Length, TerminalNative.Write(_master, in bytes[0], (nuint)bytes.Length));
    }

    public void Resize(int columns, int rows)
    {
        var size = new TerminalNative.WindowSize { Columns = (ushort)columns, Rows = (ushort)rows };
        Assert.Equal(0, TerminalNative.Control(_master, SetWindowSize, ref size));
    }

    /// <summary>Reads what there is now.</summary>
    public void Read()
    {
        byte[] bytes = new byte[64 * 1024];
        var entry = new TerminalNative.PollEntry { File = _master, Events = TerminalNative.PollIn };
        while (TerminalNative.Poll(ref entry, 1, 0) > 0
            && TerminalNative.Read(_master, ref bytes[0], (nuint)bytes.Length) is > 0 and var count)
        {
            _sent.Write(bytes, 0, (int)count);
        }
    }

    /// <summary>Reads until the program has sent this after <paramref name="from"/> bytes.</summary>
    public void ReadUntil(string text, int from = 0) => Wait.Until(
        () => Has(text, from), $"\"{text}\" to be sent");

    /// <summary>The same, for so long at most.</summary>
    /// <returns>It was sent.</returns>
    public bool TryReadUntil(string text, int from, TimeSpan patience) => Wait.TryUntil(() => Has(text, from), patience);

    /// <summary>The terminal is as it was before: line settings, and every private mode that was set is reset.</summary>
    public void AssertAsBefore()
    {
        Assert.Equal(_found, Modes());
        var modes = new HashSet<string> { "25" };
        foreach (Match match in Mode().Matches(Encoding.Latin1.GetString(Sent)))
        {
            string mode = match.Groups[1].Value;
            _ = match.Groups[2].Value == "h" ? modes.Add(mode) : modes.Remove(mode);
        }

        Assert.Equal(["25"], modes);
    }

    /// <summary>What was typed and nobody has read, as the next program gets it. The line settings are changed for that.</summary>
    public string Unread()
    {
        byte[] modes = Modes(), bytes = new byte[4096];
        TerminalNative.MakeRaw(ref modes[0]);
        Assert.Equal(0, TerminalNative.SetModes(_slave, TerminalNative.SetNow, in modes[0]));
        var entry = new TerminalNative.PollEntry { File = _slave, Events = TerminalNative.PollIn };
        return TerminalNative.Poll(ref entry, 1, 0) <= 0 ? string.Empty
            : Encoding.UTF8.GetString(bytes, 0, (int)TerminalNative.Read(_slave, ref bytes[0], (nuint)bytes.Length));
    }

    /// <summary>The connection is lost.</summary>
    public void HangUp()
    {
        _ = TerminalNative.Close(_master);
        _master = -1;
    }

    public void Dispose()
    {
        if (!HasEnded)
        {
            _program.Kill();
            _program.WaitForExit();
        }

        _program.Dispose();
        _ = TerminalNative.Close(_slave);
        if (_master >= 0)
        {
            _ = TerminalNative.Close(_master);
        }

        Directory.Delete(_folder, recursive: true);
        _sent.Dispose();
    }

    private bool Has(string text, int from)
    {
        Read();
        return Sent[Math.Min(from, SentBytes)..].IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }

    private byte[] Modes()
    {
        byte[] modes = new byte[ModesBytes];
        Assert.Equal(0, TerminalNative.GetModes(_slave, ref modes[0]));
        return modes;
    }

    [GeneratedRegex("\e\\[\\?([0-9]+)([hl])")]
    private static partial Regex Mode();

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int Grant(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int NameOf(int master, ref byte name, nuint bytes);
}
