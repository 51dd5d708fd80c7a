using Microsoft.Extensions.DependencyInjection;

namespace Farol.Store.Caching;

/// <summary>Registers the cache.</summary>
internal static class CachingServices
{
    public static void AddCaching(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(provider => new MemoryStore(options.Cache, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICache, MemoryOnlyCache>();
    }
}
