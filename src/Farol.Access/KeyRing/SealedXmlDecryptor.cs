using System.Text;
using System.Xml.Linq;
using Farol.Store.Secrets;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.KeyRing;

/// <summary>Opens what <see cref="SealedXmlEncryptor"/> sealed. Made by data protection itself, which hands over the services.</summary>
internal sealed class SealedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var box = services.GetRequiredService<ISecretBox>();
        var bytes = box.Open(Convert.FromBase64String(encryptedElement.Value), SealedXmlEncryptor.Context);
        return XElement.Parse(Encoding.UTF8.GetString(bytes));
    }
}
