using System.Globalization;
using System.IO.Pipes;
using CoreTop.Tui.Hosting;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class TerminalOutputTests : IDisposable
{
    // More than a pipe holds.
    private static readonly byte[] Much = [.. Enumerable.Repeat((byte)'a', 256 * 1024)];

    private readonly AnonymousPipeServerStream _terminal = new(PipeDirection.In);
    private readonly TerminalOutput _output;

    public TerminalOutputTests()
    {
        _output = Into(_terminal);
    }

    public void Dispose()
    {
        _ = TerminalNative.Close(_output.File);
        _terminal.Dispose();
    }

    /// <summary>An output that writes to a pipe and does not block.</summary>
    internal static TerminalOutput Into(AnonymousPipeServerStream pipe)
    {
        nint end = pipe.ClientSafePipeHandle.DangerousGetHandle();
        int file = TerminalNative.Open(string.Create(CultureInfo.InvariantCulture, $"/dev/fd/{end}"), TerminalNative.OpenFlags);
        Assert.True(file >= 0);
        return new TerminalOutput(file);
    }

    [Fact]
    public void What_is_taken_is_sent_at_once()
    {
        _output.Send("frame"u8);

        Assert.False(_output.IsBehind);
        Assert.Equal("frame", Read(5));
    }

    [Fact]
    public void What_is_not_taken_is_kept_and_sent_in_order()
    {
        _output.Send(Much);
        _output.Send("bcd"u8);
        Assert.True(_output.IsBehind);

        string all = string.Empty;
        while (all.Length < Much.Length + 3)
        {
            all += Read(1024);
            _output.SendMore();
        }

        Assert.False(_output.IsBehind);
        Assert.Equal(Much.Length, all.LastIndexOf('a') + 1);
        Assert.EndsWith("abcd", all, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_bytes_take_the_place_of_those_that_are_kept_and_do_not_wait_for_a_terminal_that_stands_still()
    {
        _output.Send(Much);

        _output.SendLast("\e[0m"u8);

        Assert.False(_output.IsBehind);
    }

    [Fact]
    public void A_terminal_that_is_gone_takes_all()
    {
        _output.Send(Much);
        _terminal.Dispose();

        _output.SendMore();

        Assert.False(_output.IsBehind);
    }

    private string Read(int most)
    {
        byte[] bytes = new byte[most];
        int count = _terminal.Read(bytes);
        return System.Text.Encoding.ASCII.GetString(bytes, 0, count);
    }
}
