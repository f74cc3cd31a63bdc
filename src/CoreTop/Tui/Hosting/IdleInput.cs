using System.Collections.Concurrent;
using Terminal.Gui.Drivers;

namespace CoreTop.Tui.Hosting;

/// <summary>Keeps Terminal.Gui's reading thread asleep: the event loop reads the terminal itself.</summary>
internal sealed class IdleInput : IInput<char>
{
    CancellationTokenSource? IInput<char>.ExternalCancellationTokenSource { get; set; }

    /// <inheritdoc/>
    public void Initialize(ConcurrentQueue<char> inputQueue)
    {
    }

    /// <inheritdoc/>
    public void Run(CancellationToken runCancellationToken) => runCancellationToken.WaitHandle.WaitOne();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
