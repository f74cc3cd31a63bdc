#pragma warning disable CA1822 // Until the parts behind these keys are in.
namespace CoreTop.Tui;

internal sealed partial class MainScreen
{
    public void SendToIdleCore() => Say(WhyNotChange()!, Lines.StatusKind.Refused);

    public void EditAffinity() => Say(WhyNotChange()!, Lines.StatusKind.Refused);

    public void Release() => Say(WhyNotChange()!, Lines.StatusKind.Refused);

    public void Undo() => Say(WhyNotUndo()!, Lines.StatusKind.Refused);

    public string? WhyNotChange() => "Changing an affinity is not built yet.";

    public string? WhyNotUndo() => WhyNotChange();

    public void ShowCores(int view) => Say("The core panel is not built yet.", Lines.StatusKind.Refused);

    public void MoveInCores() => ShowCores(0);

    public void TogglePick() => ShowCores(0);

    public void FilterByCpu() => ShowCores(0);

    public void PinToPicked() => ShowCores(0);
}
