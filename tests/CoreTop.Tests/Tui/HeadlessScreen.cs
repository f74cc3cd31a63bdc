using System.Runtime.CompilerServices;
using CoreTop.Tui.Drawing;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tests.Tui;

internal sealed class HeadlessScreen : IDisposable
{
    private readonly IApplication _app;
    private SessionToken? _session;
    private HotWindow? _window;

    public HeadlessScreen(int width, int height)
    {
        _app = Application.Create(new VirtualTimeProvider()).Init(DriverRegistry.Names.ANSI);
        _app.Driver!.SetScreenSize(width, height);
    }

    public string Text => string.Join(
        '\n', _app.Driver!.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r', ' '))).TrimEnd('\n');

    /// <summary>How the cells of a row look.</summary>
    public Attribute[] LooksOf(int row) =>
        [.. Enumerable.Range(0, _app.Driver!.Cols).Select(column => _app.Driver.Contents![row, column].Attribute!.Value)];

    [ModuleInitializer]
    internal static void NoTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public void Show(HotWindow window)
    {
        _window = window;
        _session = _app.Begin(window);
        Draw();
    }

    public void Press(Key key)
    {
        _app.InjectKey(key);
        Draw();
    }

    public void Draw() => _window!.Draw(_app);

    public void Resize(int width, int height)
    {
        _app.Driver!.SetScreenSize(width, height);
        Draw();
    }

    public void Dispose()
    {
        if (_session is not null)
        {
            _app.End(_session);
        }

        _app.Dispose();
    }
}
