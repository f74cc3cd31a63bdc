using CoreTop.Model.Topology;
using CoreTop.Model.Words;

namespace CoreTop.Tui.Screen;

/// <summary>Chooses which CPUs are looked at: all of them, or those of --within or --mine.</summary>
/// <param name="services">The world around the screen.</param>
/// <param name="messages">What the message line says.</param>
internal sealed class BoundsSwitch(ScreenServices services, Messages messages)
{
    // What is looked at when they are switched on again.
    private CpuBounds? _last;

    /// <summary>Looks at those that the command line named.</summary>
    /// <param name="bounds">The CPUs; null for all.</param>
    public void Use(CpuBounds? bounds)
    {
        _last = bounds;
        services.Pace.Bounds = bounds;
    }

    /// <summary>Says what is looked at, and where that is from.</summary>
    public void Say()
    {
        if (services.Pace.Bounds is { } bounds)
        {
            messages.Say($"Only {Count.Cpus(bounds.Cpus)} {Count.Are(bounds.Cpus.Count)} looked at: {bounds.Origin}. @ shows the whole machine.", StatusKind.Done);
        }
    }

    /// <summary>From all CPUs to some, and back. Without some that the command line named, they are those that CoreTop itself may use.</summary>
    public void Toggle()
    {
        if (services.Pace.Bounds is not null)
        {
            services.Pace.Bounds = null;
            messages.Say("The whole machine is looked at again; @ goes back.", StatusKind.Done);
            return;
        }

        // Named ones stay; its own are read again, as a cpuset may have changed.
        string why = string.Empty;
        CpuBounds? bounds = _last is { Name: not OwnCpus.Name } ? _last : services.OwnBounds(out why);
        if (bounds is null)
        {
            messages.Say(why, StatusKind.Refused);
            return;
        }

        Use(bounds);
        Say();
    }
}
