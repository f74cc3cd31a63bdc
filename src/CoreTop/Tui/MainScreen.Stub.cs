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

    public void PinToPicked() => Say(WhyNotChange()!, Lines.StatusKind.Refused);
}
