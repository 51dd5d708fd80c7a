using Farol.Devices.Vrp.Aaa;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Monitor.Subscribers;

/// <summary>What the router knows of one customer.</summary>
/// <param name="Sessions">Who is online: usually one.</param>
/// <param name="LastOffline">The latest ended sessions; empty where the customer is online or the key does not allow the search.</param>
/// <param name="LastFailures">The latest failed logins.</param>
internal sealed record SubscriberAnswer(
    bool Online, IReadOnlyList<SubscriberDetails> Sessions, IReadOnlyList<AaaRecord> LastOffline, IReadOnlyList<AaaRecord> LastFailures);
