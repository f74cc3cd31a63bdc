using CoreTop.Actions;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>What the kernel accepted may be set back a moment later: it is looked at again, and the message corrected.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class SecondLook(ScreenContext context)
{
    private Func<(string Sentence, bool IsDone)>? _look;
    private string? _correction;

    /// <summary>Says what became of a change, after what was found of the change before, and looks at it once more in a moment, without keys waiting for that.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="again">Looks, and says what became of it as it is then; null where nothing can be set back.</param>
    public void SayOutcome((string Sentence, bool IsDone) outcome, Func<(string Sentence, bool IsDone)>? again)
    {
        context.Messages.Say(
            _correction is { } correction && correction != outcome.Sentence ? $"{correction} {outcome.Sentence}" : outcome.Sentence,
            outcome.IsDone && _correction is null ? StatusKind.Done : StatusKind.Refused);
        _correction = null;
        if (again is not null)
        {
            Later(outcome.Sentence, again);
        }
    }

    /// <summary>Looks at the change before now, as the next one may be for the same tasks.</summary>
    public void Finish()
    {
        if (_look is { } look)
        {
            _look = null;
            (string sentence, bool isDone) = look();
            _correction = isDone ? null : sentence;
        }
    }

    private void Later(string said, Func<(string Sentence, bool IsDone)> look)
    {
        _look = look;
        context.Services.Later(AffinityEditor.LooksAgainAfter, () =>
        {
            if (ReferenceEquals(_look, look))
            {
                _look = null;
                (string sentence, bool isDone) = look();
                if (sentence != said)
                {
                    context.Messages.Say(sentence, isDone ? StatusKind.Done : StatusKind.Refused);
                    context.Services.Pace.RefreshNow();
                }
            }
        });
    }
}
