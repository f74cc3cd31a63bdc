namespace CoreTop.Tests.Tui.Screen;

public sealed class PasteTests : IDisposable
{
    private readonly TestScreen _screen = new(Any.Snapshot(Any.Process(1, name: "qemu"), Any.Process(2)));

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Letters_of_pasted_text_are_not_commands()
    {
        _screen.Main.Paste("qHt");

        Assert.False(_screen.HasQuit);
        Assert.False(_screen.Main.List.ShowsThreads);
        Assert.False(_screen.Main.List.IsTree);
    }

    [Fact]
    public void Pasted_text_is_added_to_the_answer_in_one_line()
    {
        _screen.Press("F4");
        _screen.Type("qe");
        _screen.Main.Paste("m\r\nu");

        Assert.Equal("qemu", _screen.Main.Prompt!.Text);
        Assert.Equal("qemu", Assert.Single(_screen.Main.Rows).Process.Name);
    }
}
