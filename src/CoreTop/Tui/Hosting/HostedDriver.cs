using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;

namespace CoreTop.Tui.Hosting;

/// <summary>
/// Terminal.Gui with our own input, its decoding, output and waiting, none of which it then does itself. What it makes of a
/// mouse's presses, its layout and its views stay.
/// </summary>
/// <param name="output">Where frames go.</param>
internal sealed class HostedDriver(DiffOutput output) : ComponentFactoryImpl<char>
{
    private AnsiInputProcessor Processor
    {
        get => field ?? throw new InvalidOperationException("The application has not been made yet.");
        set;
    }

    /// <summary>Makes the application that draws to <paramref name="output"/>.</summary>
    public static (IApplication Application, HostedDriver Driver) Start(DiffOutput output)
    {
        var driver = new HostedDriver(output);
        var application = (IApplication)NewApplication(driver);
        application.Init();
        return (application, driver);
    }

    /// <summary>Passes keys, the mouse and pasted text to the views.</summary>
    public void PassOn(InputInjection events)
    {
        events.PassOn(Processor, output.GetSize());

        // Its queue is always empty: this is for clicks that might have become double clicks.
        Processor.ProcessQueue();
    }

    /// <inheritdoc/>
    public override string GetDriverName() => DriverRegistry.Names.ANSI;

    /// <inheritdoc/>
    public override IInput<char> CreateInput() => new IdleInput();

    /// <inheritdoc/>
    public override IInputProcessor CreateInputProcessor(ConcurrentQueue<char> inputBuffer, ITimeProvider? timeProvider = null) =>
        Processor = new AnsiInputProcessor(inputBuffer, timeProvider);

    /// <inheritdoc/>
    public override ISizeMonitor CreateSizeMonitor(IOutput consoleOutput, IOutputBuffer outputBuffer) => new ToldSize();

    /// <inheritdoc/>
    public override IOutput CreateOutput() => output;

    // The only way in: the public ways make the built-in drivers, which wake 50 times a second.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    private static extern object NewApplication(IComponentFactory factory);
}
