using System.Drawing;
using System.IO.Pipes;
using System.Text;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Input;
using CoreTop.Tui.Keys;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Views;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class EventLoopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AnonymousPipeServerStream _keyboard = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _terminal = new(PipeDirection.In);
    private readonly TerminalOutput _output;
    private readonly LoopRequests _requests = new();
    private readonly StringBuilder _sent = new();
    private readonly IApplication _application;
    private readonly Window _window = new() { BorderStyle = LineStyle.None, CanFocus = true };
    private readonly List<string?> _keys = [];
    private readonly List<string> _said = [];
    private readonly TerminalInput _input;
    private readonly List<LoopRequest> _answered = [];
    private readonly EventLoop _loop;
    private readonly Timer _watchdog;
    private int _turns;

    public EventLoopTests()
    {
        var output = new DiffOutput(
            frame => _sent.Append(Encoding.UTF8.GetString(frame)), new Size(20, 3), TerminalCapabilities.Of("xterm", null), true);
        (_application, HostedDriver driver) = HostedDriver.Start(output);
        _output = TerminalOutputTests.Into(_terminal);
        int keys = _keyboard.ClientSafePipeHandle.DangerousGetHandle().ToInt32();
        _input = new TerminalInput(keys, events => new BreakableDecoder(new InputDecoder(KeyTable.Empty, events)));
        (_input.Events.Pasted, _input.Events.Said) = (text => _keys.Add($"paste {text}"), _said.Add);
        _loop = new EventLoop(_application, driver, _requests, _input, _output)
        {
            Answer = _answered.Add,
            Turn = () => _turns++,
            Draw = () => _application.LayoutAndDraw(),
        };
        _window.KeyDown += (_, key) =>
        {
            _keys.Add(KeyName.Of(key));
            key.Handled = true;
        };
        _watchdog = new Timer(_ => _requests.Ask(LoopRequest.Stop), null, Patience, System.Threading.Timeout.InfiniteTimeSpan);
        _application.Begin(_window);
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        _application.Dispose();
        _window.Dispose();
        _requests.Dispose();
        _keyboard.Dispose();
        _ = TerminalNative.Close(_output.File);
        _terminal.Dispose();
    }

    [Fact]
    public void A_request_of_another_thread_ends_the_waiting()
    {
        var asker = new Thread(() => _requests.Ask(LoopRequest.None));
        asker.Start();

        Assert.True(_loop.RunOnce());

        asker.Join();
        Assert.Equal(1, _turns);
        Assert.Empty(_answered);
    }

    [Fact]
    public void Requests_are_answered_together_and_once()
    {
        _requests.Ask(LoopRequest.Resize);
        _requests.Ask(LoopRequest.Retake);
        _loop.RunOnce();
        _requests.Ask(LoopRequest.None);
        _loop.RunOnce();

        Assert.Equal([LoopRequest.Resize | LoopRequest.Retake], _answered);
    }

    [Fact]
    public void A_request_to_stop_ends_it_before_anything_is_drawn()
    {
        _requests.Ask(LoopRequest.Stop);

        Assert.False(_loop.RunOnce());
        Assert.Equal(0, _turns);
    }

    [Fact]
    public void Keys_reach_the_window()
    {
        Type("q\e[A\e[15~\x0C"u8);

        _loop.RunOnce();

        Assert.Equal(["q", "Up", "F5", "Ctrl-L"], _keys);
    }

    [Fact]
    public void A_character_that_comes_in_two_reads_is_one_key()
    {
        Type([0xC3]);
        _loop.RunOnce();
        Type([0xA9]);
        _loop.RunOnce();

        Assert.Equal(["é"], _keys);
    }

    [Fact]
    public void A_lone_escape_is_a_key_when_nothing_follows_it()
    {
        Type("\e"u8);

        while (_keys.Count == 0 && _loop.RunOnce())
        {
        }

        Assert.Equal(["Esc"], _keys);
        Assert.InRange(_turns, 2, 4);
    }

    [Fact]
    public void A_bracket_behind_a_lone_escape_is_no_key_and_that_is_said()
    {
        Type("\e"u8);
        while (_keys.Count == 0 && _loop.RunOnce())
        {
        }

        Type("["u8);
        while (_said.Count == 0 && _loop.RunOnce())
        {
        }

        Assert.Equal(["Esc"], _keys);
        Assert.Equal(["[ after Esc may begin the code of a key, so it did nothing: press it again."], _said);
    }

    [Fact]
    public void An_unfinished_paste_is_text_after_a_moment_of_silence()
    {
        Type("\e[200~qH"u8);

        while (_keys.Count == 0 && _loop.RunOnce())
        {
        }

        Assert.Equal(["paste qH"], _keys);
    }

    [Fact]
    public void When_decoding_fails_that_input_is_dropped_and_said_and_keys_act_again()
    {
        Type([BreakableDecoder.Breaks, (byte)'k']);
        _loop.RunOnce();
        Type("\e[B"u8);
        _loop.RunOnce();

        Assert.Equal(["Down"], _keys);
        Assert.Equal(["What the terminal sent was dropped, as it made this program fail: broken on purpose"], _said);
    }

    [Theory]
    [InlineData("\e[<0;5;2M\e[<0;5;2m", true)]
    [InlineData("\e[M %\"\e[M#%\"", true)]
    [InlineData("\e[<0;21;2M\e[<0;21;2m\e[<0;5;4M\e[<0;5;4m\e[<0;99998;99998M", false)]
    public void A_click_reaches_the_window_from_within_the_screen_alone(string sent, bool isClick)
    {
        List<string> clicks = [];
        _window.MouseEvent += (_, mouse) => clicks.Add($"{mouse.Flags} {mouse.ScreenPosition}");

        Type(Encoding.ASCII.GetBytes(sent));
        _loop.RunOnce();

        Assert.Equal(isClick, clicks.Any(click => click.Contains("LeftButtonClicked", StringComparison.Ordinal) && click.Contains("X=4,Y=1", StringComparison.Ordinal)));
        Assert.Equal(isClick, clicks.Count > 0);
    }

    [Fact]
    public void A_timer_ends_the_waiting()
    {
        bool hasRun = false;
        _application.AddTimeout(TimeSpan.FromMilliseconds(5), () =>
        {
            hasRun = true;
            return false;
        });

        while (!hasRun && _loop.RunOnce())
        {
        }

        Assert.True(hasRun);
        Assert.InRange(_turns, 1, 3);
    }

    [Fact]
    public void A_turn_in_which_nothing_changes_sends_nothing()
    {
        _sent.Clear();
        _requests.Ask(LoopRequest.None);

        _loop.RunOnce();

        Assert.Equal("", _sent.ToString());
    }

    [Fact]
    public void A_terminal_that_is_closed_ends_it()
    {
        _keyboard.Dispose();

        Assert.False(_loop.RunOnce());
        Assert.True(_loop.IsHungUp);
    }

    [Fact]
    public void While_the_terminal_takes_nothing_keys_are_heard_and_frames_are_left_out_and_then_one_is_drawn()
    {
        byte[] much = new byte[256 * 1024];
        _output.Send(much);
        _sent.Clear();
        _window.Add(new Label { Text = "new" });

        Type("a"u8);
        Assert.True(_loop.RunOnce());
        Assert.Equal(["a"], _keys);
        Assert.Equal("", _sent.ToString());

        while (_output.IsBehind)
        {
            _terminal.ReadExactly(much, 0, 1024);
            _requests.Ask(LoopRequest.None);
            _loop.RunOnce();
        }

        Assert.Contains("new", _sent.ToString(), StringComparison.Ordinal);
    }

    private void Type(ReadOnlySpan<byte> bytes) => _keyboard.Write(bytes);
}
