using Microsoft.Extensions.DependencyInjection;

namespace Farol.Store.Caching;

/// <summary>Registers the cache.</summary>
internal static class CachingServices
{
    public static void AddCaching(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(provider => new MemoryStore(options.Cache, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICache, Cache>();
        if (options.Redis is { } redis)
        {
            services.AddSingleton<IRemoteCache>(
                provider => ActivatorUtilities.CreateInstance<RedisCache>(provider, redis, new Random()));
        }
        else
        {
            services.AddSingleton<IRemoteCache, NoRemoteCache>();
        }
    }
}
