using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Before a change by a single key: says what it would do, and waits for Enter or the same key, as the setting has it.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class Confirmation(ScreenContext context)
{
    private bool _isConfirmed;

    /// <summary>A change by a single key is asked about before.</summary>
    public bool IsDue => context.Look.Confirm switch
    {
        ConfirmMode.Never => false,
        ConfirmMode.First => !_isConfirmed,
        _ => true,
    };

    /// <summary>A change of these by a single key is asked about before: of a group each time, as one row stands for many.</summary>
    public bool IsDueFor(AffinityTargets targets) => IsDue || (targets.Group is not null && context.Look.Confirm != ConfirmMode.Never);

    /// <summary>Asks before a change.</summary>
    /// <param name="what">What would be done, and its targets.</param>
    /// <param name="press">The key.</param>
    /// <param name="act">Does it.</param>
    /// <param name="refused">Called when the user does not want it.</param>
    public void Ask(string what, KeyPress press, Action act, Action refused) => context.Ask(Prompt.Confirm(
        what,
        press.Name,
        () =>
        {
            Remember();
            act();
        },
        refused));

    /// <summary>The user agreed to a change in this run.</summary>
    public void Remember() => _isConfirmed = true;

    /// <summary>What the user agreed to is not what would be done now.</summary>
    public void Forget() => _isConfirmed = false;
}
