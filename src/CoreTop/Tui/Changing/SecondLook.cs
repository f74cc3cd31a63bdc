using CoreTop.Actions;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>What the kernel accepted may be set back a moment later: it is looked at again, and the message corrected.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class SecondLook(ScreenContext context)
{
    private Func<(string Sentence, bool IsDone)>? _look;
    private string? _correction;

    /// <summary>Says what became of a change, after what was found of the change before.</summary>
    public void SayOutcome(string sentence, bool isDone)
    {
        context.Messages.Say(
            _correction is { } correction ? $"{correction} {sentence}" : sentence,
            isDone && _correction is null ? StatusKind.Done : StatusKind.Refused);
        _correction = null;
    }

    /// <summary>Looks at a change once more in a moment, without keys waiting for that.</summary>
    /// <param name="said">What was said of it.</param>
    /// <param name="look">Looks, and says what became of it as it is then.</param>
    public void Later(string said, Func<(string Sentence, bool IsDone)> look)
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
}
