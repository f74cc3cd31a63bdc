using Terminal.Gui.Drivers;
using Terminal.Gui.ViewBase;

namespace CoreTop.Tui.Hosting;

/// <summary>Never looks at the terminal's size: the event loop hears of changes by SIGWINCH and passes them on.</summary>
internal sealed class ToldSize : ISizeMonitor
{
    event EventHandler<SizeChangedEventArgs>? ISizeMonitor.SizeChanged
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public bool Poll() => false;
}
