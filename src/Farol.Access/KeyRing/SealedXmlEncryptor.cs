using System.Text;
using System.Xml.Linq;
using Farol.Store.Secrets;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Farol.Access.KeyRing;

/// <summary>Seals data-protection keys before they are written to the data folder.</summary>
internal sealed class SealedXmlEncryptor(ISecretBox box) : IXmlEncryptor
{
    public const string Context = "data-protection key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var bytes = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedKey = new XElement("sealedKey", Convert.ToBase64String(box.Seal(bytes, Context)));
        return new EncryptedXmlInfo(sealedKey, typeof(SealedXmlDecryptor));
    }
}
