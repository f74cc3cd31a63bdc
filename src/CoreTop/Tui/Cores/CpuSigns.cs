using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>The signs behind the label of a CPU: neither hides the other.</summary>
/// <param name="Chosen">It is picked, or the selected task may run there; a blank for neither.</param>
/// <param name="State">The finding is about it, it is idle meanwhile, or it is isolated; a blank for none of these.</param>
/// <param name="StateInk">How that looks.</param>
internal readonly record struct CpuSigns(char Chosen, char State, Ink StateInk)
{
    /// <summary>Draws two cells: one sign alone stands in the second.</summary>
    public void Draw(ref Canvas canvas)
    {
        bool isOne = State == ' ';
        canvas.Put(isOne ? ' ' : Chosen, Ink.Notice);
        canvas.Put(isOne ? Chosen : State, isOne ? Ink.Notice : StateInk);
    }
}
