using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace CoreTop.Tests.Tui;

internal sealed class HeadlessScreen : IDisposable
{
    private readonly IApplication _app;
    private SessionToken? _session;

    public HeadlessScreen(int width, int height)
    {
        _app = Application.Create(new VirtualTimeProvider()).Init(DriverRegistry.Names.ANSI);
        _app.Driver!.SetScreenSize(width, height);
    }

    public string Text => string.Join(
        '\n', _app.Driver!.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r', ' '))).TrimEnd('\n');

    [ModuleInitializer]
    internal static void NoTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public void Show(IRunnable root)
    {
        _session = _app.Begin(root);
        _app.LayoutAndDraw();
    }

    public void Press(Key key)
    {
        _app.InjectKey(key);
        _app.LayoutAndDraw();
    }

    public void Draw() => _app.LayoutAndDraw();

    public void Resize(int width, int height)
    {
        _app.Driver!.SetScreenSize(width, height);
        _app.LayoutAndDraw();
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
