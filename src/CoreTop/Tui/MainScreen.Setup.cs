using CoreTop.Settings;
using CoreTop.Tui.Lines;
using CoreTop.Tui.Setup;

namespace CoreTop.Tui;

/// <content>The setup screen.</content>
internal sealed partial class MainScreen
{
    /// <summary>Where the user is in the setup screen; null while it is not open.</summary>
    public SetupState? Setup { get; private set; }

    /// <summary>Why the line under the cursor is put in no column of the header; null when it can be.</summary>
    public string? WhyNotPutMeter => Setup is { IsOnMeter: true } ? null : "Only meters stand left or right.";

    /// <summary>Why the line under the cursor is not moved; null when it can be.</summary>
    public string? WhyNotShiftInSetup => Setup is { IsOnShown: true } ? null : "Only meters and columns that are shown have places.";

    /// <summary>Why the line under the cursor is not taken away; null when it can be.</summary>
    public string? WhyNotRemoveInSetup => Setup is { IsOnShown: true } ? null : "Only what is shown can be taken away.";

    public void OpenSetup()
    {
        Setup = new SetupState();
        Message = null;
        Open(Overlay.Setup, line: 0);
    }

    public void MoveInSetup() => Setup = Setup?.Move(_pressed, Settings);

    public void SwitchInSetup(int step) => Setup = Setup?.Switch(step, Settings);

    /// <summary>The cursor on a line; and as by Enter when it is to be accepted.</summary>
    public void PointInSetup(int list, int line, bool accepts)
    {
        Setup = Setup?.To(list, line, Settings);
        if (accepts)
        {
            AcceptInSetup();
        }

        Changed?.Invoke();
    }

    public void AcceptInSetup()
    {
        if (Setup is not { } setup)
        {
            return;
        }

        if (setup.List == SetupLists.Sections)
        {
            SwitchInSetup(1);
        }
        else if (setup is { Section: SetupSection.Options } && SetupLists.Options[setup.Line].Choices.IsEmpty)
        {
            AskDelay();
        }
        else if (setup is { Section: SetupSection.Columns, List: SetupLists.ShownColumns })
        {
            Say("F7 and F8 move a column that is shown, F9 takes it away.", StatusKind.Refused);
        }
        else
        {
            Change(setup.Accept(Settings));
        }
    }

    public void PutMeter(bool isRight)
    {
        if (Setup is { } setup)
        {
            Change(setup.Put(Settings, isRight));
        }
    }

    public void RemoveInSetup()
    {
        if (Setup is not { } setup)
        {
            return;
        }

        ScreenSettings before = Settings, after = setup.Remove(before);
        if (ReferenceEquals(before, after))
        {
            Say(setup.Section == SetupSection.Columns ? "One column stays." : "There is no meter here.", StatusKind.Refused);
        }
        else
        {
            Change(after);
        }
    }

    public void ShiftInSetup(int step)
    {
        if (Setup is { } setup)
        {
            (SetupState moved, ScreenSettings settings) = setup.Shift(step, Settings);
            Change(settings);
            Setup = moved;
        }
    }

    /// <summary>Back to the panels; what was changed holds until the end of the program.</summary>
    public void CloseSetup()
    {
        Setup = null;
        CloseOverlay();
        Changed?.Invoke();
    }

    /// <summary>Saves, and goes back to the panels when that went well.</summary>
    public void SaveSetup()
    {
        if (SaveSettings())
        {
            CloseSetup();
        }
    }

    // What is shown may have become shorter, so the cursor is put on a line that is there.
    private void Change(ScreenSettings settings)
    {
        Message = null;
        Use(settings);
        Setup = Setup?.To(Setup.List, Setup.Line, Settings);
        Changed?.Invoke();
    }
}
