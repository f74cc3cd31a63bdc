using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>Collects requests from any thread and wakes the event loop for them.</summary>
internal sealed class LoopRequests : IDisposable
{
    private int _asked;

    public LoopRequests()
    {
        File = TerminalNative.EventDescriptor(0, TerminalNative.EventFlags);
        if (File < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>The descriptor that is readable while there is something to take.</summary>
    public int File { get; }

    /// <summary>Asks for something, and wakes the loop; None only wakes it.</summary>
    public void Ask(LoopRequest request)
    {
        _ = Interlocked.Or(ref _asked, (int)request);
        ulong one = 1;
        _ = TerminalNative.Write(File, in MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in one))[0], sizeof(ulong));
    }

    /// <summary>Takes all that was asked.</summary>
    public LoopRequest Take()
    {
        ulong count = 0;
        _ = TerminalNative.Read(File, ref MemoryMarshal.AsBytes(new Span<ulong>(ref count))[0], sizeof(ulong));
        return (LoopRequest)Interlocked.Exchange(ref _asked, 0);
    }

    /// <summary>Waits until there is something to take, for so long at most.</summary>
    public void Wait(int milliseconds)
    {
        var entry = new TerminalNative.PollEntry { File = File, Events = TerminalNative.PollIn };
        _ = TerminalNative.Poll(ref entry, 1, milliseconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _ = TerminalNative.Close(File);
}
