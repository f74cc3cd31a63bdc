using CoreTop.Actions;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>What the kernel accepted may be set back a moment later: it is looked at again, and the message corrected.</content>
internal sealed partial class MainScreen
{
    private Func<(string Sentence, bool IsDone)>? _secondLook;
    private string? _correction;

    /// <summary>Says what became of a change, after what was found of the change before.</summary>
    private void SayOutcome(string sentence, bool isDone)
    {
        Say(_correction is { } correction ? $"{correction} {sentence}" : sentence, isDone && _correction is null ? StatusKind.Done : StatusKind.Refused);
        _correction = null;
    }

    /// <summary>Looks at a change once more in a moment, without keys waiting for that.</summary>
    /// <param name="said">What was said of it.</param>
    /// <param name="look">Looks, and says what became of it as it is then.</param>
    private void LookAgainLater(string said, Func<(string Sentence, bool IsDone)> look)
    {
        _secondLook = look;
        services.Later(AffinityEditor.LooksAgainAfter, () =>
        {
            if (ReferenceEquals(_secondLook, look))
            {
                _secondLook = null;
                (string sentence, bool isDone) = look();
                if (sentence != said)
                {
                    Say(sentence, isDone ? StatusKind.Done : StatusKind.Refused);
                    services.Pace.RefreshNow();
                }
            }
        });
    }

    /// <summary>Looks at the change before now, as the next one may be for the same tasks.</summary>
    private void FinishSecondLook()
    {
        if (_secondLook is { } look)
        {
            _secondLook = null;
            (string sentence, bool isDone) = look();
            _correction = isDone ? null : sentence;
        }
    }
}
