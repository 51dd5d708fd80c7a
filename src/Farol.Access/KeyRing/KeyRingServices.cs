using Farol.Store;
using Farol.Store.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Farol.Access.KeyRing;

/// <summary>Data protection with its keys in the data folder, sealed.</summary>
internal static class KeyRingServices
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("farol");
        services.AddOptions<KeyManagementOptions>().Configure<StoreOptions, ISecretBox, ILoggerFactory>((keys, store, box, loggers) =>
        {
            var folder = new DirectoryInfo(Path.Combine(store.DataFolder, "keys"));
            keys.XmlRepository = new FileSystemXmlRepository(folder, loggers);
            keys.XmlEncryptor = new SealedXmlEncryptor(box);
        });
    }
}
