namespace Farol.Simulator.State;

/// <summary>Makes the customers of a router from its seed: the same seed gives the same people on the same ports.</summary>
internal static class SubscriberFactory
{
    private const double MeanDownBitsPerSecond = 1_600_000;
    private const double UpShare = 0.11;
    private const double TrunkShare = 0.6;

    private static readonly int[] _plansKilobits = [100_000, 300_000, 500_000, 700_000];

    public static Subscriber[] Create(Topology topology, int count, Random random)
    {
        var byCarrier = topology.Access.GroupBy(access => access.Parent!).ToDictionary(group => group.Key, group => group.ToArray());
        var trunks = topology.Carriers.Where(carrier => carrier.Kind == InterfaceKind.Trunk).ToArray();
        var ports = topology.Carriers.Where(carrier => carrier.Kind == InterfaceKind.Port).ToArray();
        var taken = new int[topology.Domains.Count];
        var subscribers = new Subscriber[count];
        for (var number = 0; number < count; number++)
        {
            var carriers = random.NextDouble() < TrunkShare ? trunks : ports;
            var carrier = carriers[random.Next(carriers.Length)];
            var choices = byCarrier[carrier];
            var access = choices[random.Next(choices.Length)];
            var domain = DrawDomain(random);
            subscribers[number] = Create(number + 1, topology.Domains[domain], taken[domain]++, access, random);
        }

        return subscribers;
    }

    private static Subscriber Create(int number, AccessDomain domain, int place, SimulatedInterface access, Random random)
    {
        var carrier = access.Parent!;
        var family = random.NextDouble();
        var weight = MeanDownBitsPerSecond * DrawAppetite(random);
        return new Subscriber
        {
            Number = number,
            Domain = domain,
            Access = access,
            Port = carrier.Kind == InterfaceKind.Trunk ? carrier.Members[random.Next(carrier.Members.Count)] : carrier,
            InnerVlan = carrier.Kind == InterfaceKind.Port ? 100 + random.Next(900) : null,
            IsPppoe = random.NextDouble() < 0.96,
            HasIpv4 = family < 0.99,
            HasIpv6 = family > 0.26,
            Ipv4 = domain.PoolStart + 2 + (uint)(place % domain.PoolLength),
            Mac = 0x7c00_0000_0000 | (ulong)random.NextInt64(0x01_0000_0000),
            DownWeight = weight,
            UpWeight = weight * UpShare,
            PlanKilobits = _plansKilobits[random.Next(_plansKilobits.Length)],
        };
    }

    /// <summary>A few use much, most use little; the mean is one.</summary>
    private static double DrawAppetite(Random random) => Math.Min(12, -Math.Log(1 - random.NextDouble()));

    private static int DrawDomain(Random random) => random.NextDouble() switch
    {
        < 0.60 => 0,
        < 0.84 => 1,
        < 0.93 => 2,
        < 0.98 => 3,
        _ => 4,
    };
}
