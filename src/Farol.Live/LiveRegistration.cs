using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Live;

/// <summary>Registers the live channels: <see cref="LiveHub"/>.</summary>
public static class LiveRegistration
{
    /// <exception cref="ArgumentException">A setting cannot be used; every fault is named.</exception>
    public static IServiceCollection AddLive(this IServiceCollection services, LiveOptions options)
    {
        var faults = options.Validate();
        if (faults.Count > 0)
        {
            throw new ArgumentException("Live channels: " + string.Join("; ", faults), nameof(options));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<LiveHub>();
        services.AddHostedService<LiveGoodbye>();
        return services;
    }
}
