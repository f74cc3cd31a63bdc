#pragma warning disable CA1050, IDE0130 // The runtime looks for this name, without a namespace, in the file that DOTNET_STARTUP_HOOKS names.
using Terminal.Gui.App;

/// <summary>Makes the program that it is loaded into fail once it is on the screen.</summary>
internal static class StartupHook
{
    /// <summary>Names the thread on which it fails: <c>screen</c> or <c>other</c>.</summary>
    public const string Variable = "CORETOP_TEST_THROW";

    public const string Message = "The test made this fail.";

    public static void Initialize()
    {
        bool isOnScreenThread = Environment.GetEnvironmentVariable(Variable) == "screen";
        Application.InstanceInitialized += (_, initialized) => initialized.Value.AddTimeout(TimeSpan.FromSeconds(1), () =>
        {
            if (isOnScreenThread)
            {
                throw new InvalidOperationException(Message);
            }

            new Thread(() => throw new InvalidOperationException(Message)).Start();
            return false;
        });
    }
}
