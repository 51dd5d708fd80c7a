using Farol.Devices;
using Farol.Devices.Vrp;
using Farol.Monitor.Answers;

namespace Farol.Monitor.Polling;

/// <summary>One family of figures of one router, whatever is in it.</summary>
internal interface IFamily
{
    FamilyPlan Plan { get; }

    PollState State { get; }

    bool IsStale { get; }

    DateTimeOffset? TakenAt { get; }

    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>The figures as JSON: kept ones within their time to live, else fresh ones, else the old ones marked stale.</summary>
    /// <exception cref="DeviceException">There are no figures yet and the router cannot be asked.</exception>
    /// <exception cref="VrpParseException">There are no figures yet and the router's answer cannot be read.</exception>
    Task<AnswerBody> GetAsync(CancellationToken cancellationToken);

    /// <summary>The figures within their time to live, if this process has them at hand; asks nobody and never blocks.</summary>
    AnswerBody? FindKept();

    /// <summary>Polls now.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
