using CoreTop.Actions;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Asks before something is changed that cannot be written down; what was agreed to once is not asked again.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="asking">Knows what was agreed to.</param>
internal sealed class UnwrittenQuestion(ScreenContext context, AskPolicy asking)
{
    /// <summary>Whether the user agreed; else it is asked.</summary>
    /// <param name="problem">Why the journal cannot be written.</param>
    /// <param name="again">Called when the user agrees.</param>
    public bool IsAgreed(string problem, Action again)
    {
        if (asking.QuestionWithoutJournal(problem) is not { } question)
        {
            return true;
        }

        context.Ask(Prompt.YesOrNo(
            $"{problem} {question}",
            () =>
            {
                asking.AgreeWithoutJournal(problem);
                again();
            },
            () => context.Messages.Say("Nothing was changed.", StatusKind.Done)));
        return false;
    }
}
