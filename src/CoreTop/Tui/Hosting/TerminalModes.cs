using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>The line settings of the terminal: as they were found, and raw. See termios(3).</summary>
internal sealed class TerminalModes
{
    private const int Bytes = 256;

    // Offset of c_lflag, and ISIG and NOFLSH, on x64 and Arm.
    private const int LocalFlags = 12;
    private const int SignalKeys = 1;
    private const int KeepsTyped = 0x80;

    private readonly int _file;
    private readonly byte[] _found = new byte[Bytes];
    private readonly byte[] _raw = new byte[Bytes];
    private readonly byte[] _now = new byte[Bytes];

    /// <summary>Remembers the settings of a terminal.</summary>
    public TerminalModes(int file)
    {
        _file = file;
        _ = TerminalNative.GetModes(file, ref _found[0]);
        _found.CopyTo(_raw, 0);
        TerminalNative.MakeRaw(ref _raw[0]);

        // Ctrl-C, Ctrl-Z and Ctrl-\ stay signals, so that they work even when the program does not read its keys. The kernel would
        // drop what was typed before them, and with it the mark at which a paste that has one of them begins.
        uint flags = MemoryMarshal.Read<uint>(_raw.AsSpan(LocalFlags));
        MemoryMarshal.Write(_raw.AsSpan(LocalFlags), flags | SignalKeys | KeepsTyped);
    }

    /// <summary>The settings as they were found, a struct termios.</summary>
    public ReadOnlySpan<byte> Found => _found;

    /// <summary>Each key at once, no echo, nothing translated.</summary>
    public void SetRaw() => _ = TerminalNative.SetModes(_file, TerminalNative.SetNow, in _raw[0]);

    /// <summary>Whether they are not raw any more: another program changed them, or the runtime when the process continues after a stop.</summary>
    public bool AreChanged() => TerminalNative.GetModes(_file, ref _now[0]) == 0
        && !_now.AsSpan(LocalFlags, sizeof(uint)).SequenceEqual(_raw.AsSpan(LocalFlags, sizeof(uint)));

    /// <summary>As they were found.</summary>
    public void Restore() => _ = TerminalNative.SetModes(_file, TerminalNative.SetNow, in _found[0]);

    /// <summary>Drops what was typed and is not read yet.</summary>
    public void DropTyped() => _ = TerminalNative.Flush(_file, TerminalNative.FlushInput);
}
