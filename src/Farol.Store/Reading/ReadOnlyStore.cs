using Farol.Store.Databases;
using Farol.Store.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Store.Reading;

/// <summary>Registers the state for verbs that only look.</summary>
public static class ReadOnlyStore
{
    /// <summary>Adds <see cref="IStateDatabase"/> and <see cref="ISecretBox"/> as they are on disk, also beside a program that runs.</summary>
    public static IServiceCollection AddReadOnlyStore(this IServiceCollection services, StoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<DataFolder>();
        services.AddSingleton<KeyFile>();
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<IStateDatabase, ReadOnlyState>();
        return services;
    }
}
