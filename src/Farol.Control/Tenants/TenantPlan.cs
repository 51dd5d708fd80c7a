namespace Farol.Control.Tenants;

/// <summary>What a plan allows; the contract's figures. Bandwidth a day is not among them: nothing bounds it.</summary>
internal sealed record TenantPlan(string Name, int MaxRequestsPerSecond, int MaxBurstSize, int MaxRoutes, int MaxBackends)
{
    /// <summary>What whoever registers gets: a larger one is the platform's to give.</summary>
    public const string Free = "free";

    public static IReadOnlyList<TenantPlan> All { get; } =
    [
        new(Free, 10, 20, 3, 6),
        new("basic", 100, 200, 10, 30),
        new("pro", 1_000, 2_000, 50, 200),
        new("business", 5_000, 10_000, 250, 1_000),
    ];

    public static string[] Names { get; } = [.. All.Select(plan => plan.Name)];

    public static TenantPlan? Find(string? name) => All.FirstOrDefault(plan => plan.Name == name);
}
